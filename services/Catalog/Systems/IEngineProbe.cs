using Lab.Model.Systems;

namespace Lab.Catalog.Systems;

/// <summary>Observes systems of one engine, with the engine's own protocol.</summary>
internal interface IEngineProbe
{
    /// <summary>Asks the system; whatever goes wrong is thrown, the caller makes it an observation.</summary>
    Task<Facts> ObserveAsync(DatabaseSystem system, CancellationToken cancellationToken);
}
