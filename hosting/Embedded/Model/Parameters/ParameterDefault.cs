using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The value of a parameter that is not configured.</summary>
public abstract class ParameterDefault
{
    /// <summary>Writes what the manifest says of the value, within the parameter's <c>default</c> object.</summary>
    public abstract void WriteToManifest(ManifestPublishingContext context);

    /// <summary>Gets the value.</summary>
    public abstract string GetDefaultValue();
}
