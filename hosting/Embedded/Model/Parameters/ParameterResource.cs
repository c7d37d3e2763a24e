using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is given to the application from outside, or generated.</summary>
public class ParameterResource : Resource, IManifestExpressionProvider, IValueProvider
{
    private readonly Lazy<string> value;
    private string? configurationKey;

    /// <summary>Creates a parameter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="callback">Gets the value, given the default; called once, when the value is first asked for.</param>
    /// <param name="secret">Whether the value is kept out of what is shown.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(callback);
        value = new(() => callback(Default));
        Secret = secret;
    }

    /// <summary>The value when none is configured.</summary>
    public ParameterDefault? Default { get; set; }

    /// <summary>Whether the value is kept out of what is shown.</summary>
    public bool Secret { get; }

    /// <summary>Whether the value is a connection string, configured as such.</summary>
    public bool IsConnectionString { get; set; }

    /// <summary>What the value is for.</summary>
    public string? Description { get; set; }

    /// <summary>Whether the description is Markdown.</summary>
    public bool EnableDescriptionMarkdown { get; set; }

    /// <inheritdoc />
    public string ValueExpression => $"{{{Name}.value}}";

    /// <summary>The configuration key under which the value is looked up.</summary>
    internal string ConfigurationKey
    {
        get => configurationKey ?? (IsConnectionString ? $"ConnectionStrings:{Name}" : $"Parameters:{Name}");
        set => configurationKey = value;
    }

    /// <summary>The value.</summary>
    /// <exception cref="MissingParameterValueException">It is neither configured nor has it a default.</exception>
    internal string Value => value.Value;

    /// <summary>Gets the value.</summary>
    /// <exception cref="MissingParameterValueException">It is neither configured nor has it a default.</exception>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(Value);

    /// <summary>Gets the value.</summary>
    /// <exception cref="MissingParameterValueException">It is neither configured nor has it a default.</exception>
    [SuppressMessage("Naming", "CA1725", Justification = "The parameter's name is part of the API that this one is compatible with.")]
    public ValueTask<string?> GetValueAsync(ValueProviderContext _, CancellationToken cancellationToken) => GetValueAsync(cancellationToken);
}
