namespace CreditShare.Pages.Frame;

/// <summary>A line of the menu, for those who may go there. Each service registers its own.</summary>
/// <param name="Scope">Which one needs.</param>
/// <param name="Order">Smaller is earlier.</param>
/// <param name="Address">Path of the page.</param>
/// <param name="Zh">Chinese text.</param>
/// <param name="En">English text.</param>
public sealed record MenuItem(string Scope, int Order, string Address, string Zh, string En);
