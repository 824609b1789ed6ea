using CreditShare.Domain.Records;
using CreditShare.Pages.Language;

namespace CreditShare.Ingestion.Pages;

/// <summary>Names of fields as a clerk reads them: the Chinese title, or the words of the path.</summary>
internal static class FieldNames
{
    /// <param name="path">Path of the field; empty for the whole record.</param>
    public static string Of(string path) => path.Length == 0 ? Texts.T("整条记录", "The whole record")
        : RecordFields.TryFind(path, out var field) ? Of(field) : path;

    public static string Of(RecordField field) => Texts.T(field.Chinese(), field.English());
}
