using Lab.Deploy.Manifest.Steps;

namespace Lab.Deploy.Manifest;

/// <summary>
/// What aspirate cannot digest, mended step by step. Applied to its own result it changes nothing.
/// </summary>
/// <param name="sourceFolder">Where the paths of the manifest start.</param>
/// <param name="targetFolder">Where they are to start.</param>
internal sealed class AspirateConversion(string sourceFolder, string targetFolder)
{
    private readonly IConversionStep[] _steps =
    [
        new RefuseUnknownTypes(),
        new RefuseWhatIsIgnored(),
        new InlineEncodedTexts(),
        new InlineConditionals(),
        new KeepDefaultValues(),
        new SpellOutBindings(),
        new PackScripts(),
        new MoveArguments(),
        new NameEscapedTexts(),
        new NameExposedSecrets(),
        new MovePaths(sourceFolder, targetFolder),
    ];

    /// <summary>Changes the manifest in place; what cannot be mended is added to its errors.</summary>
    public void Apply(AspireManifest manifest)
    {
        foreach (var step in _steps)
        {
            step.Apply(manifest);
        }
    }
}
