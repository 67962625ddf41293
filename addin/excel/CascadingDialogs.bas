Attribute VB_Name = "CascadingDialogs"
' All that appears on the screen from VBA. Apart, so that a test can answer in the officer's place.
Option Explicit

Private Const BOX_TITLE As String = "Cascading"
Private Const REASON_MAX As Long = 500
Private Const ANSWER_MAX As Long = 500
Private Const FOLDER_PICKER As Long = 4

Public Sub Tell(text As String)
    MsgBox text, vbInformation, BOX_TITLE
End Sub

' The reason why a finding is accepted; empty when the officer changed his mind.
Public Function AskReason() As String
    Dim reason As String

    Do
        reason = Trim$(InputBox("Mengapa temuan di sel ini dapat diterima?" & vbLf & _
            "Alasan Anda dicatat di lembar Pengecualian dan dibaca Bappeda.", BOX_TITLE, Left$(reason, REASON_MAX)))
        If Len(reason) <= REASON_MAX Then Exit Do
        Tell "Alasan terlalu panjang (" & Len(reason) & " huruf). Ringkas menjadi paling banyak " & REASON_MAX & " huruf."
    Loop
    AskReason = reason
End Function

' The forms to print, and a year if it is not the usual one; empty when the officer changed his mind.
Public Function AskForms() As String
    AskForms = Left$(Trim$(InputBox("Formulir mana yang dicetak ke PDF? Contoh: F1, F2, F9" & vbLf & _
        "Ketik semua untuk semua formulir. Tahun boleh ditambahkan: F9 2025" & vbLf & _
        "Daftar formulir ada di tombol Bantuan.", BOX_TITLE, "F1")), ANSWER_MAX)
End Function

' The folder of the workbooks to merge; empty when none was chosen.
Public Function AskFolder() As String
    #If Mac Then
        ' Excel for Mac has no folder dialog of its own.
        On Error Resume Next
        AskFolder = MacScript("return POSIX path of (choose folder with prompt ""Pilih folder berisi buku kerja OPD"")")
    #Else
        With Application.FileDialog(FOLDER_PICKER)
            .Title = "Pilih folder berisi buku kerja OPD"
            .AllowMultiSelect = False
            If .Show = -1 Then AskFolder = .SelectedItems(1)
        End With
    #End If
End Function
