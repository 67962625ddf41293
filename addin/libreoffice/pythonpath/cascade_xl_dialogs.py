"""What the officer is asked and told: message boxes, one line of text, a folder."""

from __future__ import annotations

from typing import Any

import uno
from cascade_xl_office import Office

_BUTTONS = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}
_TITLE = "Cascading"
_POSITION = 3  # com.sun.star.awt.PosSize: X and Y
_LONGEST_TEXT = 500
_LINE = 9
"""Height of a line of text in a dialog."""
_SHORTS = ("PushButtonType", "MaxTextLen")
"""Properties that take no other kind of whole number."""


def alert(office: Office, prompt: str, title: str | None = None, buttons: str = "ok", mode: str | None = None) -> str:
    """A message box over the window in front. Closing a box that has only OK means OK."""
    kind = "ERRORBOX" if mode == "critical" else "QUERYBOX" if buttons.startswith("yes") else "INFOBOX"
    toolkit = office.create("com.sun.star.awt.Toolkit")
    with office.repainted():
        # An information box would show OK alone, whatever is asked for.
        if kind == "INFOBOX" and buttons != "ok":
            kind = "QUERYBOX"
        look = uno.Enum("com.sun.star.awt.MessageBoxType", kind)
        box = toolkit.createMessageBox(window(office), look, _BUTTONS[buttons], title or _TITLE, prompt)
        answer = _ANSWERS.get(box.execute(), "cancel")
        box.dispose()
    return "ok" if buttons == "ok" else answer


def window(office: Office) -> Any:
    frame = office.desktop.getCurrentFrame()
    return None if frame is None else frame.getContainerWindow()


def ask_folder(office: Office, title: str) -> str | None:
    """The folder that was chosen, as a path; None when the question was cancelled."""
    picker = office.create("com.sun.star.ui.dialogs.FolderPicker")
    picker.setTitle(title)
    if picker.execute() != 1:
        return None
    path: str = uno.fileUrlToSystemPath(picker.getDirectory())
    return path


def ask_text(office: Office, title: str, question: str, given: str = "") -> str | None:
    """One line of text, at first the given one, to type over; None when the question was cancelled or left empty."""
    model = office.create("com.sun.star.awt.UnoControlDialogModel")
    height = _LINE * (question.count("\n") + 1)
    model.Title, model.Width, model.Height = title, 220, height + 48
    _add(model, "FixedText", "question", (8, 6, 204, height), Label=question, MultiLine=True)
    _add(model, "Edit", "answer", (8, height + 8, 204, 14), MaxTextLen=_LONGEST_TEXT, Text=given)
    _add(model, "Button", "ok", (114, height + 28, 46, 14), Label="Oke", PushButtonType=1, DefaultButton=True)
    _add(model, "Button", "cancel", (166, height + 28, 46, 14), Label="Batal", PushButtonType=2)
    dialog = office.create("com.sun.star.awt.UnoControlDialog")
    dialog.setModel(model)
    dialog.createPeer(office.create("com.sun.star.awt.Toolkit"), window(office))
    _centre(dialog, window(office))
    answer = dialog.getControl("answer")
    answer.setSelection(uno.createUnoStruct("com.sun.star.awt.Selection", Min=0, Max=len(given)))
    answer.setFocus()
    accepted = dialog.execute() == 1
    text = model.getByName("answer").Text.strip()
    dialog.dispose()
    return text if accepted and text else None


def _centre(dialog: Any, parent: Any) -> None:
    """LibreOffice would put it into the corner."""
    if parent is not None:
        own, whole = dialog.getPosSize(), parent.getPosSize()
        dialog.setPosSize((whole.Width - own.Width) // 2, (whole.Height - own.Height) // 3, 0, 0, _POSITION)


def _add(dialog: Any, kind: str, name: str, box: Any, **properties: Any) -> None:
    control = dialog.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
    control.PositionX, control.PositionY, control.Width, control.Height = box
    for key, value in properties.items():
        setattr(control, key, uno.Any("short", value) if key in _SHORTS else value)
    dialog.insertByName(name, control)
