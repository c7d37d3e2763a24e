namespace Lab.Deploy.Manifest.Steps;

/// <summary>The chosen branch of a conditional expression takes the place of the entry that Aspire made for it.</summary>
internal sealed class InlineConditionals : IConversionStep
{
    public void Apply(AspireManifest manifest)
    {
        foreach (var (name, resource) in manifest.Each())
        {
            if (name.StartsWith("cond-", StringComparison.Ordinal) && (string?)resource["type"] == "value.v0" && (string?)resource["connectionString"] is { } text)
            {
                manifest.Replace(placeholder => placeholder == $"{name}.connectionString" ? text : null);
                manifest.Resources.Remove(name);
            }
        }
    }
}
