using CreditShare.Domain.Deciding;

namespace CreditShare.Ingestion.Imports.Tables;

/// <summary>A table file as it stands, sheet by sheet and row by row, once and forward. What titles and cells mean is <see cref="TableReader"/>'s business.</summary>
internal abstract class TableRows : IAsyncDisposable
{
    /// <summary>Name of the present sheet; null for CSV.</summary>
    public string? Sheet { get; protected set; }

    /// <summary>The file's line on which the present row begins, or the sheet's row; from 1.</summary>
    public int Line { get; protected set; }

    /// <summary>The present row's texts from the first column on, valid until the next row is asked for; null for a cell that is not there or not wanted.</summary>
    public List<string?> Cells { get; } = [];

    /// <summary>What is wrong with cells of the present row.</summary>
    public List<CellFault> Faults { get; } = [];

    /// <summary>Columns of the present sheet whose cells are wanted; null for all. The others are passed over unread where the file allows it. Set anew for each sheet.</summary>
    public bool[]? Wanted { get; set; }

    /// <summary>Rows of the present sheet so far that a filter or the clerk has hidden; they are read like any other.</summary>
    public int HiddenRows { get; protected set; }

    /// <summary>Sheets that were passed over because they are hidden or hold no cells.</summary>
    public List<SkippedSheet> Skipped { get; } = [];

    /// <summary>What it was read in, known at the end; null for a workbook.</summary>
    public abstract string? Encoding { get; }

    /// <summary>Whether the present row goes on, with cells that say something, where the row of titles had ended, and nothing but a fault of the file can be why. On a sheet somebody may have written beside the table.</summary>
    /// <param name="titleLine">Where the titles stand.</param>
    public virtual bool HasMore(int titleLine) => false;

    /// <summary>Goes to the next sheet, in front of its first row. False if there is none.</summary>
    /// <exception cref="UnreadableBodyException">The file is damaged.</exception>
    public abstract ValueTask<bool> NextSheetAsync(CancellationToken ct);

    /// <summary>Goes to the next row that is not blank. False if the sheet has none.</summary>
    /// <exception cref="UnreadableBodyException">The file is damaged.</exception>
    public abstract ValueTask<bool> NextRowAsync(CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    /// <summary>A line of the present sheet as a pointer: <c>line 3</c>, or <c>sheet NAME, row 3</c>.</summary>
    public string Place(int line) => Sheet is null ? $"line {line}" : $"sheet {Reason.Show(Sheet)}, row {line}";

    protected bool IsWanted(int column) => Wanted is null || (column < Wanted.Length && Wanted[column]);
}

/// <summary>What is wrong with one cell before anybody asks what it means.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Code">Stable, in kebab case.</param>
/// <param name="Found">What the cell holds; null if that tells nothing or must not be shown.</param>
internal sealed record CellFault(int Column, string Code, string? Found, string Zh, string En, string RightZh, string RightEn);
