using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Lab.Model.Reading;

/// <summary>
/// Reads one JSON object and says what is wrong with it. A value that is missing or wrong is read as a stand-in, so that the rest of the
/// file is checked as well; what was read is used only when there was no mistake at all.
/// </summary>
internal sealed class JsonObjectReader
{
    private readonly JsonElement element;
    private readonly MistakeCollector mistakes;
    private readonly List<string> known = [];

    public JsonObjectReader(JsonElement element, string path, MistakeCollector mistakes)
    {
        this.element = element;
        this.mistakes = mistakes;
        Path = path;
        IsObject = element.ValueKind == JsonValueKind.Object;
        if (!IsObject && element.ValueKind != JsonValueKind.Undefined)
        {
            mistakes.Add(path, $"is {Kind(element)}", "an object");
        }
    }

    public string Path { get; }

    /// <summary>Whether there is an object to read; when not, its properties are read as stand-ins and not complained about.</summary>
    public bool IsObject { get; }

    public string PathOf(string name) => $"{Path}.{name}";

    /// <summary>The names of the object's properties, each of which counts as known.</summary>
    public IReadOnlyList<string> Names()
    {
        var names = IsObject ? element.EnumerateObject().Select(p => p.Name).ToArray() : [];
        known.AddRange(names);
        return names;
    }

    public bool Has(string name)
    {
        known.Add(name);
        return IsObject && element.TryGetProperty(name, out _);
    }

    public string Text(string name, Regex? pattern = null, string allowed = "a text that is not empty")
    {
        if (Value(name, JsonValueKind.String, allowed) is not { } value)
        {
            return "";
        }

        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text) || (pattern is not null && !pattern.IsMatch(text)))
        {
            mistakes.Add(PathOf(name), $"is \"{text}\"", allowed);
        }

        return text;
    }

    public int Integer(string name, int least, int most)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
        if (Value(name, JsonValueKind.Number, allowed) is not { } value)
        {
            return least;
        }

        if (!value.TryGetInt32(out var number) || number < least || number > most)
        {
            mistakes.Add(PathOf(name), $"is {value.GetRawText()}", allowed);
            return least;
        }

        return number;
    }

    public bool Flag(string name)
    {
        if (!Has(name))
        {
            return false;
        }

        var value = element.GetProperty(name);
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            mistakes.Add(PathOf(name), $"is {Kind(value)}", "true or false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A text that stands for a value.</summary>
    public T Parsed<T>(string name, Func<string, T?> parse, string allowed, T standIn)
        where T : class => Value(name, JsonValueKind.String, allowed) is { } value ? parse(value.GetString()!) ?? Wrong(name, value, allowed, standIn) : standIn;

    /// <summary>A text that stands for a value of a value type.</summary>
    public T Parsed<T>(string name, Func<string, T?> parse, string allowed)
        where T : struct => Value(name, JsonValueKind.String, allowed) is { } value ? parse(value.GetString()!) ?? Wrong(name, value, allowed, default(T)) : default;

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct => Parsed(name, text => words.TryGetValue(text, out var value) ? value : (T?)null, Listed(words.Keys));

    public T Object<T>(string name, Func<JsonObjectReader, T> read)
    {
        var value = Value(name, JsonValueKind.Object, "an object") ?? default;
        var reader = new JsonObjectReader(value, PathOf(name), mistakes);
        var result = read(reader);
        reader.RefuseUnknown();
        return result;
    }

    public IReadOnlyList<T> List<T>(string name, Func<JsonObjectReader, T> read, int least = 1)
    {
        if (Value(name, JsonValueKind.Array, "a list") is not { } value)
        {
            return [];
        }

        if (value.GetArrayLength() < least)
        {
            mistakes.Add(PathOf(name), "is empty", "at least one entry");
        }

        var items = new List<T>();
        foreach (var item in value.EnumerateArray())
        {
            var reader = new JsonObjectReader(item, string.Create(CultureInfo.InvariantCulture, $"{PathOf(name)}[{items.Count}]"), mistakes);
            items.Add(read(reader));
            reader.RefuseUnknown();
        }

        return items.AsReadOnly();
    }

    /// <summary>A list of words, none twice.</summary>
    public IReadOnlyList<T> Choices<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        var allowed = $"a list of {Listed(words.Keys)}";
        if (Value(name, JsonValueKind.Array, allowed) is not { } value)
        {
            return [];
        }

        var items = new List<T>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && words.TryGetValue(item.GetString()!, out var word) && !items.Contains(word))
            {
                items.Add(word);
            }
            else
            {
                mistakes.Add(PathOf(name), $"contains {item.GetRawText()}{(item.ValueKind == JsonValueKind.String && words.ContainsKey(item.GetString()!) ? " twice" : "")}", allowed);
            }
        }

        return items.AsReadOnly();
    }

    /// <summary>Refuses every property that nobody asked for: a misspelt name must not pass for an absent one.</summary>
    public void RefuseUnknown()
    {
        if (!IsObject)
        {
            return;
        }

        foreach (var property in element.EnumerateObject().Where(p => !known.Contains(p.Name)))
        {
            mistakes.Add(PathOf(property.Name), "is not known here", string.Join(", ", known.Distinct()));
        }
    }

    public static string Listed(IEnumerable<string> words) => string.Join(", ", words.Select(w => $"\"{w}\""));

    private JsonElement? Value(string name, JsonValueKind kind, string allowed)
    {
        known.Add(name);
        if (!IsObject)
        {
            return null;
        }

        if (!element.TryGetProperty(name, out var value))
        {
            mistakes.Add(PathOf(name), "is missing", allowed);
            return null;
        }

        if (value.ValueKind != kind)
        {
            mistakes.Add(PathOf(name), $"is {Kind(value)}", allowed);
            return null;
        }

        return value;
    }

    private T Wrong<T>(string name, JsonElement value, string allowed, T standIn)
    {
        mistakes.Add(PathOf(name), $"is {value.GetRawText()}", allowed);
        return standIn;
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text {value.GetRawText()}",
        JsonValueKind.Number => $"the number {value.GetRawText()}",
        JsonValueKind.Null => "null",
        _ => value.GetRawText(),
    };
}
