"""What LibreOffice loads: the service behind the menu and the toolbar "Cascading".

A button dispatches ``service:org.cascade_xl.Tombol?validasi``; LibreOffice makes the service and calls `trigger`
with what stands behind the question mark. The folder ``pythonpath`` beside this file is put on sys.path by LibreOffice.
"""

from __future__ import annotations

import unohelper
from cascade_xl_click import click
from com.sun.star.lang import XServiceInfo
from com.sun.star.task import XJobExecutor

SERVICE = "org.cascade_xl.Tombol"


class Buttons(unohelper.Base, XJobExecutor, XServiceInfo):
    def __init__(self, context: object) -> None:
        self._context = context

    def trigger(self, button: str) -> None:
        click(self._context, button)

    def getImplementationName(self) -> str:  # noqa: N802
        return SERVICE

    def supportsService(self, name: str) -> bool:  # noqa: N802
        return name == SERVICE

    def getSupportedServiceNames(self) -> tuple:  # noqa: N802
        return (SERVICE,)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816
g_ImplementationHelper.addImplementation(Buttons, SERVICE, (SERVICE,))
