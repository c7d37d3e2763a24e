using Aspire.Hosting.ApplicationModel;

namespace Lab.Hosting.Integrations.Engines;

/// <summary>Ties a declared server to the local process that may stand for it.</summary>
internal sealed class EngineLink(ContainerResource server, EmbeddedEngine engine, ExecutableResource? process, EngineMode mode, string setting) : ILabCertified
{
    /// <summary>The server as the application declares it.</summary>
    public ContainerResource Server => server;

    /// <summary>How it runs as a local process.</summary>
    public EmbeddedEngine Engine => engine;

    /// <summary>That process; <see langword="null"/> where the engine was not built with the AppHost.</summary>
    public ExecutableResource? Process => process;

    /// <summary>What was asked for.</summary>
    public EngineMode Mode => mode;

    /// <summary>The setting that asked for it.</summary>
    public string Setting => setting;

    /// <summary>What the server runs as; <see langword="null"/> until that is chosen, before anything starts.</summary>
    public EngineDecision? Decision { get; set; }

    public bool IsCertified => Decision is { Runs: EngineKind.Embedded } && engine.HasTls;

    /// <summary>The server and what lives in it, such as its databases.</summary>
    public static IEnumerable<IResource> WithChildren(IResource server, DistributedApplicationModel model) =>
        model.Resources.OfType<IResourceWithParent>().Where(child => child.Parent == server).Prepend(server);
}
