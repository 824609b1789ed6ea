namespace CreditShare.Committee.Pages.Overview;

/// <summary>Something that somebody should look at now.</summary>
/// <param name="Zh">What it is, in Chinese.</param>
/// <param name="En">The same in English.</param>
/// <param name="Link">What is behind it.</param>
public sealed record AttentionItem(string Zh, string En, string Link);
