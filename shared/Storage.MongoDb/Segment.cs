using MongoDB.Bson;
using MongoDB.Driver;

namespace CreditShare.Storage.MongoDb;

/// <summary>Which waiting entries get the indexes from one on: a document of <c>segments</c>.</summary>
/// <param name="First">The first index.</param>
/// <param name="Ids">Of the entries, in the order of the log.</param>
/// <param name="Orders">Their places among waiting entries; null of a segment that was read, which does not keep them.</param>
internal sealed record Segment(long First, IReadOnlyList<BsonValue> Ids, IReadOnlyList<long>? Orders)
{
    public BsonDocument Document => new() { ["_id"] = First, ["ids"] = new BsonArray(Ids) };

    /// <summary>
    /// Give each entry that waits its index. Entries whose orders follow on each other, as those of a chunk do, are one write: their indexes are their orders and a number. Repeated, they find none that waits.
    /// </summary>
    public IEnumerable<WriteModel<BsonDocument>> Writes
    {
        get
        {
            for (int first = 0, next; first < Ids.Count; first = next)
            {
                next = first + 1;
                while (Orders is not null && next < Ids.Count && Orders[next] == Orders[next - 1] + 1)
                    next++;
                var waiting = new BsonDocument { ["_id"] = new BsonDocument("$in", new BsonArray(Ids.Skip(first).Take(next - first))), ["index"] = EntryDocument.Waiting };
                if (next - first == 1)
                    yield return new UpdateOneModel<BsonDocument>(waiting, new BsonDocument("$set", new BsonDocument("index", First + first)));
                else
                    yield return new UpdateManyModel<BsonDocument>(waiting, new BsonDocumentStagePipelineDefinition<BsonDocument, BsonDocument>(
                        [new BsonDocument("$set", new BsonDocument("index", new BsonDocument("$add", new BsonArray { "$order", First + first - Orders![first] })))]));
            }
        }
    }

    public static Segment? Read(BsonDocument? document) => document is null ? null : new(document["_id"].ToInt64(), [.. document["ids"].AsBsonArray], null);
}
