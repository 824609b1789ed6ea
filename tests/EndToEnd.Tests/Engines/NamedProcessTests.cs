using System.Diagnostics;
using CreditShare.Engines.Processes;

namespace CreditShare.EndToEnd.Tests.Engines;

/// <summary>Which process a file names.</summary>
public sealed class NamedProcessTests
{
    [Fact]
    public void A_process_is_found_by_its_name_and_a_strangers_with_the_same_id_is_not()
    {
        using var mine = Process.GetCurrentProcess();
        var name = NamedProcess.NameOf(mine);
        Assert.Equal(mine.Id, NamedProcess.Find(name)?.Id);
        // What a file says that was left behind by a process of this id that began earlier.
        Assert.Null(NamedProcess.Find($"{mine.Id} {long.Parse(name.Split(' ')[1], null) - 60_000}"));
        Assert.Null(NamedProcess.Find($"{mine.Id}"));
        Assert.Null(NamedProcess.Find(""));
    }
}
