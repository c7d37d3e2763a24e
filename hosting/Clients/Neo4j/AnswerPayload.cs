namespace Lab.Hosting.Clients.Neo4j;

/// <summary>The body of an answer. One that failed midway has errors after its rows, with a status of success.</summary>
internal sealed record AnswerPayload(
    RowsPayload? Data,
    Neo4jCounters? Counters,
    IReadOnlyList<Neo4jNotification>? Notifications,
    IReadOnlyList<string>? Bookmarks,
    TransactionPayload? Transaction,
    IReadOnlyList<ErrorPayload>? Errors)
{
    public Neo4jResult Result() => new(Data?.Fields ?? [], Data?.Values ?? [], Counters ?? new Neo4jCounters(), Notifications ?? [], Bookmarks ?? []);
}
