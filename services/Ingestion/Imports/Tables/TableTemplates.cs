namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>The tables that bureaus already send.</summary>
internal static class TableTemplates
{
    /// <summary>In the order in which they are tried: of two that know as many titles the first is taken.</summary>
    public static IReadOnlyList<TableTemplate> All { get; } = [PenaltyTable.Template, LicenceTable.Template, RedListTable.Template, BlackListTable.Template];

    /// <summary>Null if there is no such template.</summary>
    public static TableTemplate? Find(string name) => All.FirstOrDefault(template => template.Name == name);
}
