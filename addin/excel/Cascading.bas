Attribute VB_Name = "Cascading"
' The buttons of the tab "Cascading" (customUI14.xml), and the one way that each of them goes:
' is there an obstacle (CascadingChecks)? is there something to ask (CascadingDialogs)? then Python does the work.
' Plain ASCII: a VBA project knows only the code page of one computer.
Option Explicit

Public Const ADDIN_VERSION As String = "@VERSION@"
Private Const PACKAGE_MISSING As String = "Paket cascade-xl tidak ditemukan di Python yang dipakai Excel. " & _
    "Buka Command Prompt atau Terminal, jalankan: pip install --upgrade cascade-xl, lalu: cascade-xl addin install"

Public Sub OnValidasi(control As IRibbonControl)
    PressButton "validasi"
End Sub

Public Sub OnTemuanSebelumnya(control As IRibbonControl)
    PressButton "temuan_sebelumnya"
End Sub

Public Sub OnTemuanBerikutnya(control As IRibbonControl)
    PressButton "temuan_berikutnya"
End Sub

Public Sub OnHapusTanda(control As IRibbonControl)
    PressButton "hapus_tanda"
End Sub

Public Sub OnTerimaTemuan(control As IRibbonControl)
    PressButton "terima_temuan"
End Sub

Public Sub OnBuatTargetTahunan(control As IRibbonControl)
    PressButton "buat_target_tahunan"
End Sub

Public Sub OnPohonKinerja(control As IRibbonControl)
    PressButton "pohon_kinerja"
End Sub

Public Sub OnCetakPdf(control As IRibbonControl)
    PressButton "cetak_pdf"
End Sub

Public Sub OnGabungkanFolder(control As IRibbonControl)
    PressButton "gabungkan_folder"
End Sub

Public Sub OnBantuan(control As IRibbonControl)
    PressButton "bantuan"
End Sub

Public Sub OnTentang(control As IRibbonControl)
    PressButton "tentang"
End Sub

Public Sub PressButton(button As String)
    Dim problem As String
    Dim added As Workbook

    If OpenBook() Is Nothing And button = "tentang" Then
        Tell "Cascading, versi add-in " & ADDIN_VERSION & "." & vbLf & _
            "Buka satu buku kerja lalu klik Tentang lagi untuk melihat versi paket Python."
        Exit Sub
    End If
    ' xlwings names the active workbook to Python; a merge needs none, so it gets an empty one.
    If OpenBook() Is Nothing And button = "gabungkan_folder" And Not InProtectedView() Then
        Set added = Workbooks.Add
    End If
    problem = Obstacle()
    If problem = "" Then
        StartPython button
    Else
        Tell problem
    End If
    CloseIfBlank added
End Sub

Private Sub StartPython(button As String)
    Dim given As String

    If button = "terima_temuan" Then
        given = AskReason()
        If given = "" Then Exit Sub
    ElseIf button = "gabungkan_folder" Then
        given = AskFolder()
        If given = "" Then Exit Sub
    ElseIf button = "cetak_pdf" Then
        given = AskForms()
        If given = "" Then Exit Sub
    End If
    On Error GoTo Blocked
    RunPython PythonCommand(button, InHex(given))
    Exit Sub
Blocked:
    Tell "Python tidak dapat dijalankan dari Excel (" & Err.Description & ")." & vbLf & _
        "Mungkin dicegah oleh pengaman komputer ini. Biarkan buku kerja terbuka, lalu jalankan dari Command Prompt " & _
        "atau Terminal: cascade-xl validate --active. Hasilnya sama dengan tombol ini."
End Sub

' What Python runs. It stands between double quotes on a command line (cmd.exe, or sh on a Mac), so it holds no
' double quote, no percent or dollar sign, no backtick and no bar; \n and \' are for Python. "try" cannot stand after
' a semicolon, hence exec.
Public Function PythonCommand(button As String, argument As String) As String
    PythonCommand = "exec('try:\n from cascade_xl.hosts import excel\nexcept ImportError:\n raise SystemExit(\'" & _
        PACKAGE_MISSING & "\')\nexcel.press(\'" & button & "\', \'" & ADDIN_VERSION & "\', \'" & argument & "\')')"
End Function

' Four hexadecimal digits for each UTF-16 unit, so that no shell ever sees what an officer typed.
Public Function InHex(text As String) As String
    Dim i As Long

    For i = 1 To Len(text)
        InHex = InHex & Right$("000" & Hex$(AscW(Mid$(text, i, 1)) And &HFFFF&), 4)
    Next i
End Function

' The empty workbook that a merge began with goes again, unless something was put into it. On a Mac Python is still at
' work here (RunPython does not wait there), so it stays.
Private Sub CloseIfBlank(added As Workbook)
    Dim sheet As Worksheet

    If added Is Nothing Or OnMac() Then Exit Sub
    For Each sheet In added.Worksheets
        If Application.WorksheetFunction.CountA(sheet.UsedRange) > 0 Then Exit Sub
    Next sheet
    added.Close False
End Sub
