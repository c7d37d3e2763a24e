using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Embedded.Publishing;

/// <summary>
/// What the manifest refers to beyond the resources of the model: resources that only a reference names, parameters in
/// an encoded form, and expressions with a condition. Each becomes an entry of its own, in the order of first use.
/// </summary>
internal sealed class ManifestReferences
{
    private static readonly StringComparer NameComparer = StringComparer.OrdinalIgnoreCase;

    private readonly Dictionary<string, IResource> _resources = [];
    private readonly Dictionary<ParameterResource, Dictionary<string, string>> _encoded = [];
    private readonly Dictionary<string, ReferenceExpression> _conditionals = new(NameComparer);
    private readonly HashSet<string> _names = new(NameComparer);
    private readonly HashSet<object> _ancestors = new(ReferenceEqualityComparer.Instance);

    /// <summary>Expressions with a condition, by the name of their entry.</summary>
    public IReadOnlyDictionary<string, ReferenceExpression> Conditionals => _conditionals;

    /// <summary>Keeps the names of the model's resources from being given to anything else.</summary>
    public void Reserve(IEnumerable<IResource> resources) => _names.UnionWith(resources.Select(r => r.Name));

    /// <summary>Notes everything that a value refers to, directly or through what it refers to.</summary>
    public void Add(object? value)
    {
        if (value is ReferenceExpression expression)
        {
            AddEncoded(expression);
            AddConditionals(expression);
        }

        if (value is IResource resource)
        {
            _resources.TryAdd(resource.Name, resource);
            _names.Add(resource.Name);
        }
        else if (value is IValueWithReferences outer && _ancestors.Add(outer))
        {
            foreach (var inner in outer.References.Where(inner => !_ancestors.Contains(inner)))
            {
                Add(inner);
            }

            _ancestors.Remove(outer);
        }
    }

    /// <summary>Takes the resources noted so far that are not in the model.</summary>
    public IReadOnlyList<IResource> TakeResourcesOutside(DistributedApplicationModel model)
    {
        var written = model.Resources.Select(r => r.Name).ToHashSet();
        return [.. _resources.Values.Where(r => !written.Contains(r.Name))];
    }

    /// <summary>Takes the encoded forms of a parameter: format to name of the entry.</summary>
    public IEnumerable<KeyValuePair<string, string>> TakeEncoded(ParameterResource parameter) =>
        _encoded.Remove(parameter, out var formats) ? formats : [];

    /// <summary>The parameters that have encoded forms not yet taken.</summary>
    public IReadOnlyList<ParameterResource> EncodedParameters => [.. _encoded.Keys];

    /// <summary>The expression as the manifest writes it: placeholders in braces, encoded parameters by their entry.</summary>
    public string Render(ReferenceExpression expression)
    {
        if (expression.IsConditional)
        {
            return expression.ValueExpression;
        }

        var arguments = new object[expression.ManifestExpressions.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = EntryOf(expression.ValueProviders[i], expression.StringFormats[i]) is { } entry
                ? $"{{{entry}.value}}"
                : expression.ManifestExpressions[i];
        }

        return string.Format(CultureInfo.InvariantCulture, expression.Format, arguments);
    }

    private void AddEncoded(ReferenceExpression expression)
    {
        if (expression.IsConditional)
        {
            AddEncoded(expression.WhenTrue!);
            AddEncoded(expression.WhenFalse!);
            return;
        }

        for (var i = 0; i < expression.ValueProviders.Count; i++)
        {
            EntryOf(expression.ValueProviders[i], expression.StringFormats[i]);
        }
    }

    private void AddConditionals(ReferenceExpression expression)
    {
        foreach (var conditional in expression.ValueProviders.OfType<ReferenceExpression>().Prepend(expression))
        {
            if (conditional.Name is { } name)
            {
                _conditionals.TryAdd(name, conditional);
                _names.Add(name);
            }
        }
    }

    private string? EntryOf(object provider, string? format) => (provider, format) switch
    {
        (_, null or "") => null,
        (ParameterResource parameter, _) => EntryOf(parameter, format),
        (ReferenceExpression { Format: "{0}", ValueProviders: [ParameterResource parameter] }, _) => EntryOf(parameter, format),
        _ => null,
    };

    private string EntryOf(ParameterResource parameter, string format)
    {
        if (!_encoded.TryGetValue(parameter, out var formats))
        {
            _encoded[parameter] = formats = new(StringComparer.Ordinal);
        }

        if (!formats.TryGetValue(format, out var entry))
        {
            var wanted = $"{parameter.Name}-{Words(format)}-encoded";
            entry = Enumerable.Range(0, int.MaxValue)
                .Select(n => n == 0 ? wanted : $"{wanted}-{n}")
                .First(_names.Add);
            formats[format] = entry;
        }

        return entry;
    }

    private static string Words(string format)
    {
        var words = new string([.. format.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 ? string.Join('-', words) : "formatted";
    }
}
