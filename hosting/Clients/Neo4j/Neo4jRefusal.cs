using System.Net;
using System.Text.Json;

namespace Lab.Hosting.Clients.Neo4j;

/// <summary>Makes exceptions of refusals.</summary>
internal static class Neo4jRefusal
{
    private static readonly (string Prefix, Func<string, HttpStatusCode, string?, Neo4jException> Exception)[] Kinds =
    [
        ("Neo.TransientError.", (message, status, code) => new Neo4jTransientException(message, status, code)),
        ("Neo.ClientError.Statement.", (message, status, code) => new Neo4jStatementException(message, status, code)),
        ("Neo.ClientError.Schema.", (message, status, code) => new Neo4jSchemaException(message, status, code)),
        ("Neo.ClientError.Security.", (message, status, code) => new Neo4jSecurityException(message, status, code)),
        ("Neo.ClientError.Database.DatabaseNotFound", (message, status, code) => new Neo4jNotFoundException(message, status, code)),
        ("Neo.ClientError.Transaction.TransactionNotFound", (message, status, code) => new Neo4jNotFoundException(message, status, code)),
    ];

    public static Neo4jException Of(Neo4jOperation operation, HttpStatusCode status, string body, JsonSerializerOptions json)
    {
        IReadOnlyList<ErrorPayload>? errors = null;
        try
        {
            errors = JsonSerializer.Deserialize<AnswerPayload>(body, json)?.Errors;
        }
        catch (JsonException)
        {
            // Something between that speaks for the server: the status says enough.
        }

        return Of(operation, status, errors);
    }

    public static Neo4jException Of(Neo4jOperation operation, HttpStatusCode status, IReadOnlyList<ErrorPayload>? errors)
    {
        var code = errors is [var first, ..] ? first.Code : null;
        var said = string.Join("; ", errors?.Select(error => error.Message).OfType<string>() ?? []);
        var message = $"Neo4j refused '{operation.Name}': {(said.Length == 0 ? $"HTTP status {(int)status}" : said)}";
        if (code is not null && Kinds.FirstOrDefault(kind => code.StartsWith(kind.Prefix, StringComparison.Ordinal)).Exception is { } known)
        {
            return known(message, status, code);
        }

        return status switch
        {
            HttpStatusCode.NotFound => new Neo4jNotFoundException(message, status, code),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new Neo4jSecurityException(message, status, code),
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                new Neo4jUnavailableException(message, status, inner: null),
            _ => new Neo4jException(message, status, code),
        };
    }
}
