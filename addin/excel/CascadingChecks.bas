Attribute VB_Name = "CascadingChecks"
' What stands in the way of running Python, as a text that says what to do; an empty text when nothing does.
Option Explicit

Public Function Obstacle() As String
    If InProtectedView() Then
        Obstacle = "Buku kerja ini terbuka dalam Tampilan Terproteksi." & vbLf & _
            "Klik Aktifkan Pengeditan (Enable Editing) di bilah kuning, lalu ulangi."
    ElseIf OpenBook() Is Nothing Then
        Obstacle = "Belum ada buku kerja yang terbuka." & vbLf & "Buka buku kerja cascading, lalu klik tombol ini lagi."
    End If
    If Obstacle = "" Then Obstacle = UnsafeName(ActiveWorkbook.Name, ActiveWorkbook.FullName)
    If Obstacle = "" Then Obstacle = ForeignConfiguration()
    If Obstacle = "" Then Obstacle = InterpreterMissing()
End Function

' The workbook that the officer looks at; the add-in itself is none.
Public Function OpenBook() As Workbook
    If ActiveWorkbook Is Nothing Then Exit Function
    If ActiveWorkbook.FullName <> ThisWorkbook.FullName Then Set OpenBook = ActiveWorkbook
End Function

' The constant Mac decides at compile time; everything else asks here.
Public Function OnMac() As Boolean
    #If Mac Then
        OnMac = True
    #Else
        OnMac = False
    #End If
End Function

' In Protected View the active workbook is another one, or none. Excel for Mac has no such windows, hence Object.
Public Function InProtectedView() As Boolean
    Dim app As Object, shown As Object

    Set app = Application
    On Error Resume Next
    Set shown = app.ActiveProtectedViewWindow
    On Error GoTo 0
    InProtectedView = Not shown Is Nothing
End Function

' xlwings puts the workbook's name and folder on a command line without escaping all that a shell understands: behind
' a caret an ampersand starts a second command, a variable between percent signs becomes its value (another workbook,
' then), a dollar sign or a backtick on a Mac starts a command. A semicolon would end xlwings' own list. An address
' (OneDrive, SharePoint) writes spaces as %20, which is no variable's name, so there only the name is looked at.
Public Function UnsafeName(bookName As String, fullName As String) As String
    Dim signs As String, sign As String
    Dim i As Long

    signs = "^;|" & Chr$(34)
    If OnMac() Then signs = signs & "$`\"
    For i = 1 To Len(signs)
        If InStr(fullName, Mid$(signs, i, 1)) > 0 Then sign = Mid$(signs, i, 1)
    Next i
    If InStr(bookName, "%") > 0 Then sign = "%"
    If InStr(fullName, "%") > 0 And InStr(fullName, "://") = 0 Then sign = "%"
    If sign <> "" Then
        UnsafeName = "Nama atau folder buku kerja ini memuat tanda  " & sign & "  yang tidak dapat diteruskan ke Python:" & _
            vbLf & fullName & vbLf & _
            "Pilih Simpan Sebagai (Save As), pakai nama dan folder tanpa tanda itu, lalu ulangi."
    End If
End Function

' A workbook could bring its own configuration of xlwings, and with it the program that is started. Never follow it.
Public Function ForeignConfiguration() As String
    Dim sheet As Object
    Dim file As String

    For Each sheet In ActiveWorkbook.Sheets
        If LCase$(sheet.Name) = LCase$(PROJECT_NAME & ".conf") Or LCase$(Right$(sheet.Name, 3)) = ".py" Then
            ForeignConfiguration = "Demi keamanan tombol ini tidak dijalankan: buku kerja ini memuat lembar '" & sheet.Name & _
                "', yang dapat menentukan program mana yang dijalankan di komputer Anda." & vbLf & _
                "Hapus lembar itu (mungkin tersembunyi: klik kanan nama lembar, Tampilkan), lalu ulangi. " & _
                "Bila Anda tidak membuatnya, tanyakan kepada pengirim buku kerja."
            Exit Function
        End If
    Next sheet
    file = GetDirectoryConfigFilePath()
    If FileExists(file) Then
        ForeignConfiguration = "Demi keamanan tombol ini tidak dijalankan: di folder buku kerja ini ada berkas" & vbLf & file & _
            vbLf & "yang dapat menentukan program mana yang dijalankan di komputer Anda." & vbLf & _
            "Hapus berkas itu atau pindahkan buku kerja ke folder lain, lalu ulangi."
    End If
End Function

' On a Mac the sandbox does not let Excel look for the file: there a missing one is reported by the shell.
Public Function InterpreterMissing() As String
    Dim interpreter As String

    If OnMac() Then
        interpreter = GetConfig("INTERPRETER_MAC", "")
        If interpreter <> "" Then Exit Function
    Else
        interpreter = GetConfig("INTERPRETER_WIN", "")
        If interpreter <> "" Then
            If FileExists(interpreter) Then Exit Function
        End If
    End If
    InterpreterMissing = "Python tidak ditemukan" & IIf(interpreter = "", "", " di " & interpreter) & "." & vbLf & _
        "Buka Command Prompt atau Terminal, jalankan: cascade-xl addin install" & vbLf & "Sesudah itu ulangi."
End Function

' xlwings shows what Python wrote before it ended. Where Python did not even find xlwings, our own text could not be
' reached; this one takes its place.
Public Function ReadableError(content As String) As String
    ReadableError = content
    If InStr(content, "No module named 'xlwings'") > 0 Or InStr(content, "No module named xlwings") > 0 Then
        ReadableError = "Paket Python untuk Cascading tidak terpasang di Python yang dipakai Excel." & vbLf & _
            "Buka Command Prompt atau Terminal, jalankan: pip install --upgrade cascade-xl" & vbLf & _
            "lalu: cascade-xl addin install" & vbLf
    End If
End Function
