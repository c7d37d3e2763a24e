using Lab.Model.Systems;
using Microsoft.Extensions.Hosting;

namespace Lab.ServiceDefaults.Engines;

/// <summary>How a service's code for one engine is registered: one class per engine and capability, and its line in Program.cs.</summary>
public interface IEngineRegistration
{
    /// <summary>The engine's name in lab.json.</summary>
    static abstract string Engine { get; }

    /// <summary>Adds the client for one system of this engine, keyed by the system's name.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="system">The system.</param>
    static abstract void AddClient(IHostApplicationBuilder builder, DatabaseSystem system);
}
