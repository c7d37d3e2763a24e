using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>A setting of the server when it runs as a local process. Never a secret: settings are program arguments.</summary>
/// <param name="name">The setting's name, as the engine knows it.</param>
/// <param name="value">Its value.</param>
internal sealed class EngineSettingAnnotation(string name, string value) : IResourceAnnotation
{
    public string Name => name;

    public string Value => value;
}
