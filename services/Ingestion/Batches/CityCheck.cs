using CreditShare.Hosting.Auth;
using CreditShare.Hosting.Problems;
using CreditShare.Ingestion.Refusals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CreditShare.Ingestion.Batches;

/// <summary>Finds the caller's city among those served here. The city is the token's; where an address names one, it must be the same. A refusal is on its way to the log before it is answered.</summary>
internal sealed class CityCheck(CityNodes nodes, SpooledRefusals refusals, TimeProvider time)
{
    public async Task<(CityNode? Node, ProblemHttpResult? Refused)> FindAsync(HttpContext context, string? named = null)
    {
        var city = context.User.City();
        if (nodes.Find(city) is not { } node)
        {
            await RecordAsync(context, "city-not-served");
            return (null, Problem.Of(
                403, "city-not-served", $"此服务不接收城市 {city} 的数据，只接收：{string.Join("、", nodes.All.Select(served => served.City))}。",
                $"This service does not take records of city {city}, only of {string.Join(", ", nodes.All.Select(served => served.City))}."));
        }
        if (named is null || named == city)
            return (node, null);
        await RecordAsync(context, "other-city");
        return (null, Problem.Of(403, "other-city", $"令牌属于城市 {city}，不能变更其他城市的记录。", $"The token speaks for city {city}; it cannot change another city's record."));
    }

    private Task RecordAsync(HttpContext context, string reason) =>
        refusals.RecordAsync(new AccessRefusal(time.GetUtcNow(), context.User.Account(), context.User.City(), null, RouteName.Of(context), 403, reason), context.RequestAborted);
}
