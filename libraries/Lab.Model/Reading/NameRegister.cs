namespace Lab.Model.Reading;

/// <summary>The names that a file defines for one kind of thing, and the places that refer to them.</summary>
internal sealed class NameRegister(string kind, MistakeCollector mistakes)
{
    private readonly Dictionary<string, string> definitions = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Path)> references = [];

    public void Define(string name, string path)
    {
        if (name.Length > 0 && !definitions.TryAdd(name, path))
        {
            mistakes.Add(path, $"'{name}' is already the name of {definitions[name][..definitions[name].LastIndexOf('.')]}", $"a name that no other {kind} has");
        }
    }

    public string Refer(string name, string path)
    {
        references.Add((name, path));
        return name;
    }

    /// <summary>Refuses references to names that nothing defined. Called once the whole file was read.</summary>
    public void Resolve()
    {
        foreach (var (name, path) in references.Where(r => r.Name.Length > 0 && !definitions.ContainsKey(r.Name)))
        {
            mistakes.Add(path, $"names the {kind} '{name}', which is not declared", JsonObjectReader.Listed(definitions.Keys));
        }
    }
}
