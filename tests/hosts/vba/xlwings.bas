Attribute VB_Name = "xlwings"
' Stands in for xlwings' module where LibreOffice runs ours: the few functions that ours calls, and RunPython that
' writes down what it was given.
Public Const PROJECT_NAME As String = "cascade_xl"
Public Interpreter As String, Configuration As String, Record As String, Reason As String, Folder As String, Forms As String, Failing As Boolean

Public Type IRibbonControl
    Id As String
End Type

Public Function RunPython(PythonCommand As String)
    If Failing Then Err.Raise 70
    WriteDown "RunPython", ActiveWorkbook.Name & vbTab & PythonCommand
End Function

Public Sub WriteDown(kind As String, text As String)
    Dim number As Integer
    number = FreeFile
    Open Record For Append As #number
    Print #number, kind & vbTab & Replace(text, vbLf, "~")
    Close #number
End Sub

Public Function GetConfig(configKey As String, Optional default As String = "", Optional source As String = "") As Variant
    GetConfig = Interpreter
End Function

Public Function GetDirectoryConfigFilePath() As String
    GetDirectoryConfigFilePath = Configuration
End Function

Public Function FileExists(ByVal FileSpec As String) As Boolean
    If FileSpec <> "" Then FileExists = Dir(FileSpec) <> ""
End Function
