namespace Lab.Deploy.Manifest.Steps;

/// <summary>Mends one thing that aspirate does not digest, or says that it cannot be mended.</summary>
internal interface IConversionStep
{
    /// <summary>Changes the manifest in place.</summary>
    void Apply(AspireManifest manifest);
}
