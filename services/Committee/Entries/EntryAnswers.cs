using System.Text.Json;

namespace CreditShare.Committee.Entries;

/// <summary>An entry in its place.</summary>
/// <param name="Index">Place in the log, from 0; absent while the entry waits for it.</param>
/// <param name="Entry">The leaf's own members, as they were hashed.</param>
public sealed record EntryInLog(long? Index, JsonElement Entry);

/// <summary>A page of entries.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="Next">Address of the next page; absent on the last one.</param>
public sealed record EntryPage(IReadOnlyList<EntryInLog> Items, string? Next);

/// <summary>An entry with what it commits to.</summary>
/// <param name="Index">Place in the log; absent while the entry waits for it.</param>
/// <param name="Entry">The leaf's own members.</param>
/// <param name="LeafHash">SHA-256(0x00 ‖ leaf), base64.</param>
/// <param name="ContentState">none, kept, erased (by law: an erasure in the log names it), or missing: it is gone, and none does.</param>
/// <param name="CommitmentHolds">Whether the kept content is what the entry committed to.</param>
/// <param name="Content">The content, if it is kept, and is JSON, which what somebody changed need not be.</param>
public sealed record EntryDetail(long? Index, JsonElement Entry, string LeafHash, string ContentState, bool? CommitmentHolds, JsonElement? Content);
