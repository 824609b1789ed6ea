using CreditShare.Testing;

namespace CreditShare.Architecture.Tests;

/// <summary>Who audits is audited: no page of the console is shown that the log does not know of.</summary>
public sealed class ConsoleTests
{
    public static TheoryData<string> Pages() =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "services/Committee/Pages"), "*.razor", SearchOption.AllDirectories)
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith("@page ", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Repository.Root, file)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_of_the_console_records_that_it_was_read(string page) =>
        Assert.Contains("Reading.RecordAsync(", File.ReadAllText(Path.Combine(Repository.Root, page)), StringComparison.Ordinal);
}
