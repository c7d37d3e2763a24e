using Lab.Hosting.Integrations.Containers;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>Chooses what a declared server runs as.</summary>
internal static class EngineChooser
{
    /// <param name="engine">How it would run as a local process.</param>
    /// <param name="isBuilt">Whether that program was built with the AppHost.</param>
    /// <param name="mode">What was asked for.</param>
    /// <param name="setting">The setting that asks for it.</param>
    /// <param name="image">The server's image.</param>
    /// <param name="containers">What can be said of containers on this machine; asked only where it matters.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<EngineDecision> ChooseAsync(EmbeddedEngine engine, bool isBuilt, EngineMode mode, string setting, string image, IContainerProbe containers, CancellationToken cancellationToken)
    {
        if (mode == EngineMode.Containers)
        {
            return new(EngineKind.Container, $"{image} ({setting})");
        }

        if (isBuilt && (mode == EngineMode.Embedded || engine.IsRealServer))
        {
            return new(EngineKind.Embedded, $"{engine.Title} as a local process ({setting})");
        }

        if (mode == EngineMode.Embedded)
        {
            return new(EngineKind.Unavailable, $"no embedded engine '{engine.Id}' was built with the AppHost, and {setting} allows no container");
        }

        var container = await containers.CheckAsync(image, cancellationToken).ConfigureAwait(false);
        if (container.IsAvailable)
        {
            return new(EngineKind.Container, $"{container.Reason} ({setting})");
        }

        return isBuilt
            ? new(EngineKind.Embedded, $"{engine.Title} as a local process, since {container.Reason} ({setting})")
            : new(EngineKind.Unavailable, $"no embedded engine '{engine.Id}' was built with the AppHost, and {container.Reason}");
    }
}
