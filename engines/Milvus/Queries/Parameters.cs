using System.Globalization;
using System.Text.Json;
using KeyValuePair = Lab.Milvus.Protocol.KeyValuePair;

namespace Lab.Engines.Milvus.Queries;

/// <summary>The parameters of a request, of which each must be known: names and values, and in one of them, <c>params</c>, more as JSON.</summary>
internal sealed class Parameters
{
    public const string Nested = "params";

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <param name="pairs">The parameters.</param>
    /// <exception cref="CallException"><c>params</c> is no JSON object.</exception>
    public Parameters(IEnumerable<KeyValuePair> pairs)
    {
        foreach (var pair in pairs)
        {
            if (pair.Key == Nested)
            {
                ReadNested(pair.Value);
            }
            else
            {
                values[pair.Key] = pair.Value;
            }
        }
    }

    /// <exception cref="CallException">A parameter is none of these.</exception>
    public void Allow(string what, params IReadOnlyCollection<string> names)
    {
        if (values.Keys.FirstOrDefault(name => !names.Contains(name)) is { } stranger)
        {
            throw CallException.Unsupported($"{what} parameter '{stranger}' (known are {string.Join(", ", names)})");
        }
    }

    public string? Text(string name) => values.GetValueOrDefault(name);

    /// <exception cref="CallException">The value is no integer.</exception>
    public long? Integer(string name) => values.GetValueOrDefault(name) is not { } text
        ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw CallException.Invalid($"{name} [{text}] is invalid: it must be an integer");

    /// <exception cref="CallException">The value is no number.</exception>
    public float? Real(string name) => values.GetValueOrDefault(name) is not { } text
        ? null
        : float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw CallException.Invalid($"{name} [{text}] is invalid: it must be a number");

    private void ReadNested(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.Length == 0 ? "{}" : json);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                values[property.Name] = property.Value.ToString();
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw CallException.Invalid($"{Nested} is not a JSON object: {json}");
        }
    }
}
