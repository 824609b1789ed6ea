using CreditShare.Query.Reports.Sheets;

namespace CreditShare.Query.Reports.Pdf;

/// <summary>Reports as PDF, fonts embedded. One at a time: the library shares its fonts among documents, and memory has a limit.</summary>
internal sealed class ReportPdf(ReportFonts fonts) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>False where there is no Chinese font.</summary>
    public bool CanRender => fonts.CanWriteChinese;

    public async Task<byte[]> RenderAsync(Sheet sheet, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            using var pages = new PdfSheet(fonts.Faces);
            using var pdf = pages.Render(sheet);
            return ToUnicodeRepair.Apply(pdf);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
