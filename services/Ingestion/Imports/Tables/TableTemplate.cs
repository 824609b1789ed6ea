using CreditShare.Domain.Records;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>A table that bureaus send. The reader and the template to download are made of the same columns.</summary>
internal sealed class TableTemplate
{
    private readonly Dictionary<string, RecordField> fields = new(StringComparer.Ordinal);

    /// <param name="name">Name in addresses: <c>penalty</c>, <c>licence</c>, <c>red-list</c>, <c>black-list</c>.</param>
    /// <param name="chinese">What bureaus call it.</param>
    /// <param name="kind">Kind of the records.</param>
    /// <param name="keyPrefix">Goes into the ids made of a row where the table has no id column.</param>
    /// <param name="item">Catalogue item of a row that states none, by what the row's category says; null if it cannot be told.</param>
    /// <param name="columns">In the order of the standard.</param>
    public TableTemplate(string name, string chinese, RecordKind kind, string keyPrefix, Func<string?, string?> item, IReadOnlyList<TableColumn> columns)
    {
        (Name, Chinese, Kind, KeyPrefix, Item, Columns) = (name, chinese, kind, keyPrefix, item, columns);
        foreach (var column in columns)
        {
            foreach (var title in (IEnumerable<string>)[column.Title, column.Code, .. column.OtherTitles])
                fields.TryAdd(TableTitles.Plain(title), column.Field);
        }
    }

    public string Name { get; }

    public string Chinese { get; }

    public RecordKind Kind { get; }

    public string KeyPrefix { get; }

    public Func<string?, string?> Item { get; }

    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The field under a title in any of its spellings; null if it has none.</summary>
    public RecordField? Find(string title) => fields.TryGetValue(TableTitles.Plain(title), out var field) ? field : null;

    public TableColumn ColumnOf(RecordField field) => Columns.First(column => column.Field == field);
}
