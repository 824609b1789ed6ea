using CreditShare.Domain.Members;

namespace CreditShare.Domain.Measures;

/// <summary>
/// A record of one province behind a measure that is carried out in another: whose record it is and where the measure is published, in so many words. The agency tells the subject on
/// which list the measure stands (浙江省公共信用信息管理条例 art. 28), and the record's own city may not have it on its list.
/// </summary>
/// <param name="City">City that sent the record.</param>
/// <param name="CityName">Chinese.</param>
/// <param name="PublishedIn">Names of the provinces on whose lists the measure stands; 全国 for the national list.</param>
/// <param name="PublishedThere">Whether the measure is published in the record's own city too.</param>
/// <param name="Zh">In words, Chinese.</param>
/// <param name="En">In words, English.</param>
public sealed record CrossProvince(string City, string CityName, IReadOnlyList<string> PublishedIn, bool PublishedThere, string Zh, string En)
{
    /// <summary>Null if the record's city and the city that carries the measure out are of one province.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="recordCity">Code of the city that sent the record.</param>
    /// <param name="city">Code of the city where the measure is carried out.</param>
    /// <param name="members">The member cities, by code.</param>
    public static CrossProvince? Of(Measure measure, string recordCity, string city, IReadOnlyDictionary<string, City> members)
    {
        if (recordCity[..2] == city[..2] || !members.TryGetValue(recordCity, out var from) || !members.TryGetValue(city, out var here))
            return null;
        var there = measure.IsPublishedIn(recordCity);
        IReadOnlyList<string> lists = measure.Provinces.Count == 0 ? ["全国"]
            : [.. measure.Provinces.Select(province => Member(province)?.ProvinceName ?? province)];
        var national = measure.Provinces.Count == 0;
        var zh = $"所依据的记录由{from.Name}（{from.Code}，{from.ProvinceName}）报送；该措施列入{(national ? "全国" : string.Join("、", lists))}公布的清单，在{here.Name}（{here.ProvinceName}）执行"
            + (there ? "。" : $"；{from.Name}未公布该措施，在当地不适用。");
        var en = $"The record is of {from.NameEn} ({from.Code}); the measure is published {(national ? "nationally" : $"in {string.Join(", ", measure.Provinces.Select(province => Member(province)?.ProvinceNameEn ?? province))}")} and carried out in {here.NameEn}"
            + (there ? "." : $"; {from.NameEn} has not published it, and it does not hold there.");
        return new(from.Code, from.Name, lists, there, zh, en);

        City? Member(string province) => members.Values.FirstOrDefault(member => member.Province == province);
    }
}
