using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A default that is asked for once and then kept in the state folder.</summary>
/// <param name="name">The parameter's name.</param>
/// <param name="inner">Makes the value.</param>
/// <param name="generated">Keeps the value.</param>
internal sealed class KeptParameterDefault(string name, ParameterDefault inner, GeneratedParameters generated) : ParameterDefault
{
    public override string GetDefaultValue() => generated.GetOrAdd(name, inner.GetDefaultValue);

    public override void WriteToManifest(ManifestPublishingContext context) => inner.WriteToManifest(context);
}
