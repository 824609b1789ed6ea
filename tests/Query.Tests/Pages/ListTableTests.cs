using System.Text;
using CreditShare.Hosting.Problems;
using CreditShare.Query.Charging;
using CreditShare.Query.Pages.Lists;

namespace CreditShare.Query.Tests.Pages;

/// <summary>The table that an official takes away.</summary>
public sealed class ListTableTests
{
    [Fact]
    public void A_cell_that_a_spreadsheet_would_run_is_made_harmless_and_quotes_are_kept()
    {
        var list = new ListShown(
            "lookups-1", DateTimeOffset.UnixEpoch, "punishments", "licensing", "样例-1",
            [new(1, null, ListResult.Wrong, null, null, new ProblemError("code", "code-length", "=1+\"1\"", null, "代码应为 18 位。", "18 characters."))], new MeasureCharges(null, null));
        var bytes = ListTable.Write(list);
        Assert.Equal([.. Encoding.UTF8.Preamble], bytes[..3]);
        Assert.Contains("\"1\",\"'=1+\"\"1\"\"\",", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }
}
