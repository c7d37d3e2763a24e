using System.Text.Json;
using Lab.Hosting.Clients.Neo4j;

namespace Lab.Clients.Tests.Neo4j;

internal static class TypedJsonValue
{
    public static Neo4jValue Of(string json) => JsonSerializer.Deserialize<Neo4jValue>(json);
}
