using CreditShare.EndToEnd.Tests.Processes;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace CreditShare.EndToEnd.Tests.Processes;

/// <summary>The collections with brokers take longest by far. Begun last, they would end alone, with processors idle beside them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : notnull, ITestCollection =>
        [.. testCollections.OrderByDescending(collection => collection.TestCollectionDisplayName is BrokerTests.Name or MongoDbBrokerTests.Name)];
}
