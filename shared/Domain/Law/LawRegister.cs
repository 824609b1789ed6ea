using System.Collections.Frozen;

namespace CreditShare.Domain.Law;

/// <summary>All laws that may be cited, with validity and successors.</summary>
public sealed class LawRegister
{
    private const string Country = "中华人民共和国";

    private readonly FrozenDictionary<string, LawText> byId;
    private readonly FrozenDictionary<string, LawText> byTitle;

    /// <exception cref="SeedFormatException">Ids or titles clash, or a successor is unknown.</exception>
    public LawRegister(LawRegisterFile file)
    {
        Edition = file.Edition;
        var faults = new List<string>();
        var ids = new Dictionary<string, LawText>(StringComparer.Ordinal);
        var titles = new Dictionary<string, LawText>(StringComparer.Ordinal);
        foreach (var law in file.Laws)
        {
            if (!ids.TryAdd(law.Id, law))
                faults.Add($"law {law.Id} is listed twice.");
            foreach (var title in law.Aliases.Prepend(law.Title).Select(Plain).Distinct())
            {
                if (!titles.TryAdd(title, law))
                    faults.Add($"the title {title} belongs to {titles[title].Id} and {law.Id}.");
            }
        }
        foreach (var law in file.Laws)
        {
            foreach (var successor in law.Articles.Select(article => article.Successor).Append(law.Successor))
            {
                if (successor is not null && !ids.ContainsKey(successor.Law))
                    faults.Add($"law {law.Id} names the unknown successor {successor.Law}.");
            }
        }
        if (faults.Count > 0)
            throw new SeedFormatException(faults);
        byId = ids.ToFrozenDictionary();
        byTitle = titles.ToFrozenDictionary();
    }

    /// <summary>Names this state of the register.</summary>
    public string Edition { get; }

    public IEnumerable<LawText> All => byId.Values;

    public LawText? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>By title or alias, with or without 《》, blanks and 中华人民共和国.</summary>
    public LawText? FindByTitle(string title) => byTitle.GetValueOrDefault(Plain(title));

    /// <summary>What the register says of an article cited by its law's title, on a day of China's calendar.</summary>
    public LawCheck Check(string title, int article, DateOnly day) =>
        FindByTitle(title) is { } law ? Check(law, article, day) : new LawCheck.UnknownLaw();

    /// <summary>Whether an article is in force on a day; an article still to be found counts as its law.</summary>
    public bool IsInForce(string id, int? article, DateOnly day) =>
        Find(id) is { } law && Check(law, article, day) is LawCheck.InForce;

    private LawCheck Check(LawText law, int? article, DateOnly day)
    {
        if (article > law.LastArticle)
            return new LawCheck.NoSuchArticle(law, law.LastArticle.Value);
        var own = law.Articles.FirstOrDefault(listed => listed.Number == article);
        var from = own?.ValidFrom ?? law.ValidFrom;
        var until = own?.ValidUntil ?? law.ValidUntil;
        if (from <= day && !(until < day))
            return new LawCheck.InForce(law);
        return new LawCheck.NotInForce(law, from, until, day < from ? null : Text(own?.Successor ?? law.Successor));
    }

    private string? Text(LawSuccessor? successor) => successor switch
    {
        null => null,
        { Article: { } article } => $"{byId[successor.Law].Title} 第{article}条",
        _ => byId[successor.Law].Title,
    };

    private static string Plain(string title)
    {
        var plain = title.Replace("《", "", StringComparison.Ordinal).Replace("》", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal).Replace('(', '（').Replace(')', '）');
        return plain.StartsWith(Country, StringComparison.Ordinal) && plain.Length > Country.Length ? plain[Country.Length..] : plain;
    }
}
