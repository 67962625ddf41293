Attribute VB_Name = "CascadingDialogs"
' The officer's answers, and what was said to him.
Public Sub Tell(text As String)
    WriteDown "Tell", text
End Sub

Public Function AskReason() As String
    AskReason = Reason
End Function

Public Function AskForms() As String
    AskForms = Forms
End Function

Public Function AskFolder() As String
    AskFolder = Folder
End Function
