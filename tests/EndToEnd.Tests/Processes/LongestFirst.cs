using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(CreditShare.EndToEnd.Tests.Processes.LongestFirst))]

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>Classes that take many minutes begin first: one that began last would be waited for by nobody but itself.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = ["SeparateServices", "BrokerAccounts", "DeadLetter"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => Longest.Any(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
