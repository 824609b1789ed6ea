using CreditShare.Ingestion.Batches;
using Microsoft.Net.Http.Headers;

namespace CreditShare.Ingestion.Tests.Batches;

/// <summary>What is kept of a pushed file's name.</summary>
public sealed class FileNamesTests
{
    [Theory]
    [InlineData("处罚 三月.xlsx", "处罚 三月.xlsx")]
    [InlineData("𠮷㐂䶮.csv", "𠮷㐂䶮.csv")]
    [InlineData("C:\\Users\\x\\处罚.csv", "处罚.csv")]
    [InlineData("../../etc/处罚.csv", "处罚.csv")]
    [InlineData("处\u0000罚\r\n\u202Evsc.\u200Bcsv", "处罚vsc.csv")]
    [InlineData("处罚330102199001011234.csv", "处罚***.csv")]
    [InlineData("33010219900101123X.xlsx", "***.xlsx")]
    [InlineData("\uD842.csv", ".csv")]
    [InlineData("  ", null)]
    [InlineData("\u0007", null)]
    [InlineData("folder/", null)]
    [InlineData(null, null)]
    public void A_name_is_kept_as_a_clerk_knows_it_without_folders_unseen_characters_and_identity_numbers(string? name, string? kept) => Assert.Equal(kept, FileNames.Of(name));

    [Fact]
    public void A_long_name_is_cut_between_characters_and_keeps_its_ending()
    {
        var kept = FileNames.Of(string.Concat(Enumerable.Repeat("𠮷", 300)) + ".xlsx")!;
        Assert.Equal(100, kept.EnumerateRunes().Count());
        Assert.EndsWith("𠮷….xlsx", kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attachment; filename=\"a.csv\"", "a.csv")]
    [InlineData("attachment; filename=\"a.csv\"; filename*=UTF-8''%E5%A4%84%E7%BD%9A.csv", "处罚.csv")]
    [InlineData("inline", null)]
    public void A_program_names_its_file_in_the_header_that_is_for_it(string header, string? kept) => Assert.Equal(kept, FileNames.Of(ContentDispositionHeaderValue.Parse(header)));
}
