using Lab.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Lab.ServiceDefaults.Engines;

/// <summary>Registers a service's code per engine.</summary>
public static class EngineExtensions
{
    /// <summary>
    /// Adds <typeparamref name="TImplementation"/> as the <typeparamref name="TService"/> with the engine's name as key, and
    /// a client for each system of lab.json that runs this engine.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="lab">lab.json.</param>
    public static void AddEngine<TService, TImplementation>(this IHostApplicationBuilder builder, LabDeclaration lab)
        where TService : class
        where TImplementation : class, TService, IEngineRegistration
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(lab);
        builder.Services.AddKeyedSingleton<TService, TImplementation>(TImplementation.Engine);
        foreach (var system in lab.Systems.Where(s => s.Engine == TImplementation.Engine))
        {
            TImplementation.AddClient(builder, system);
        }
    }
}
