using Lab.Model.Systems;

namespace Lab.Catalog.Systems;

/// <summary>How a probe is registered. An engine is one class with this and <see cref="IEngineProbe"/>, and its line in Program.cs.</summary>
internal interface IEngineRegistration
{
    /// <summary>The engine's name in lab.json.</summary>
    static abstract string Engine { get; }

    /// <summary>Adds the client for one system of this engine, keyed by the system's name.</summary>
    static abstract void AddClient(IHostApplicationBuilder builder, DatabaseSystem system);
}
