namespace CreditShare.Domain.Law;

/// <summary>What the register says of an article on a day.</summary>
public abstract record LawCheck
{
    private LawCheck()
    {
    }

    /// <summary>In force on the day.</summary>
    public sealed record InForce(LawText Law) : LawCheck;

    /// <summary>The title is not in the register.</summary>
    public sealed record UnknownLaw : LawCheck;

    /// <summary>Not in force on the day.</summary>
    /// <param name="Law">The law.</param>
    /// <param name="ValidFrom">First day of the article.</param>
    /// <param name="ValidUntil">Last day of the article.</param>
    /// <param name="SuccessorText">Title, and article if known, of what followed.</param>
    public sealed record NotInForce(LawText Law, DateOnly ValidFrom, DateOnly? ValidUntil, string? SuccessorText) : LawCheck;

    /// <summary>The law ends before this article.</summary>
    public sealed record NoSuchArticle(LawText Law, int LastArticle) : LawCheck;
}
