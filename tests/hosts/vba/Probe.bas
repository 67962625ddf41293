Attribute VB_Name = "Probe"
' One click, as the ribbon would make it.
Public Function Click(callback As String, aRecord As String, anInterpreter As String, aConfiguration As String, aReason As String, aFolder As String, aForms As String, isFailing As Boolean) As String
    Dim control As IRibbonControl

    Record = aRecord
    Interpreter = anInterpreter
    Configuration = aConfiguration
    Reason = aReason
    Folder = aFolder
    Forms = aForms
    Failing = isFailing
    Select Case callback
    Case "OnValidasi": OnValidasi control
    Case "OnTemuanSebelumnya": OnTemuanSebelumnya control
    Case "OnTemuanBerikutnya": OnTemuanBerikutnya control
    Case "OnHapusTanda": OnHapusTanda control
    Case "OnTerimaTemuan": OnTerimaTemuan control
    Case "OnBuatTargetTahunan": OnBuatTargetTahunan control
    Case "OnPohonKinerja": OnPohonKinerja control
    Case "OnCetakPdf": OnCetakPdf control
    Case "OnGabungkanFolder": OnGabungkanFolder control
    Case "OnBantuan": OnBantuan control
    Case "OnTentang": OnTentang control
    Case Else
        Click = "?"
        Exit Function
    End Select
    Click = "ok"
End Function

Public Function Readable(content As String) As String
    Readable = ReadableError(content)
End Function

Public Function Unsafe(bookName As String, fullName As String) As String
    Unsafe = UnsafeName(bookName, fullName)
End Function
