using CreditShare.Domain.Normalising;
using FsCheck.Xunit;

namespace CreditShare.Domain.Tests.Normalising;

public sealed class FormulaGuardTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("--", "'--")]
    [InlineData("＝1", "'＝1")]
    [InlineData("\u200B@甲", "'\u200B@甲")]
    [InlineData("\t甲", "'\t甲")]
    [InlineData("'甲", "''甲")]
    [InlineData("甲=1", "甲=1")]
    [InlineData("— —", "— —")]
    [InlineData("", "")]
    public void A_cell_that_would_be_a_formula_is_guarded(string cell, string guarded)
    {
        Assert.Equal(guarded, FormulaGuard.Guard(cell));
        Assert.Equal(cell, FormulaGuard.Unguard(guarded));
    }

    [Theory]
    [InlineData("'甲")]
    [InlineData("'")]
    [InlineData("甲'")]
    public void An_apostrophe_that_guards_nothing_stays(string cell) => Assert.Equal(cell, FormulaGuard.Unguard(cell));

    [Property]
    public bool What_was_guarded_comes_back_as_it_was(uint[] picks)
    {
        const string Characters = "甲a='+-@＝ \t\n\u200B";
        var text = string.Concat(picks.Select(pick => Characters[(int)(pick % Characters.Length)]));
        return FormulaGuard.Unguard(FormulaGuard.Guard(text)!) == text;
    }
}
