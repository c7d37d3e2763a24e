using System.Text.Json.Nodes;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>How conditions are put together.</summary>
internal static class Conditions
{
    public static JsonObject On(string key, string operation, JsonNode value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new JsonObject { [key] = new JsonObject { [operation] = value } };
    }

    /// <summary>Joins conditions; one alone stays as it is, for the server wants two.</summary>
    public static JsonObject Join(string operation, JsonObject[] conditions)
    {
        ArgumentOutOfRangeException.ThrowIfZero(conditions.Length, nameof(conditions));
        // A node has one parent: each condition may be used again elsewhere.
        return conditions.Length == 1 ? (JsonObject)conditions[0].DeepClone() : new JsonObject { [operation] = new JsonArray([.. conditions.Select(c => c.DeepClone())]) };
    }
}
