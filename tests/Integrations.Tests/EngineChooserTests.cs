using Lab.Hosting.Integrations;
using Lab.Hosting.Integrations.Engines;

namespace Lab.Integrations.Tests;

public sealed class EngineChooserTests
{
    private static readonly EmbeddedEngine Real = new("postgres", "PostgreSQL 16", IsRealServer: true, "tcp", HasTls: true, null, null);
    private static readonly EmbeddedEngine Emulator = new("milvus", "an emulator of Milvus", IsRealServer: false, "grpc", HasTls: false, null, null);

    [Fact]
    public async Task A_real_server_runs_embedded_without_asking_for_containers()
    {
        var containers = new FixedContainerProbe(true, "the image is present");

        var decision = await ChooseAsync(Real, isBuilt: true, EngineMode.Auto, containers);

        decision.ShouldBe(new EngineDecision(EngineKind.Embedded, "PostgreSQL 16 as a local process (Lab:Engines=auto)"));
        containers.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task An_emulated_system_prefers_a_container()
    {
        var decision = await ChooseAsync(Emulator, isBuilt: true, EngineMode.Auto, new FixedContainerProbe(true, "milvus:1 by podman, the image is present"));

        decision.ShouldBe(new EngineDecision(EngineKind.Container, "milvus:1 by podman, the image is present (Lab:Engines=auto)"));
    }

    [Fact]
    public async Task Without_a_container_an_emulated_system_runs_embedded_and_says_why()
    {
        var decision = await ChooseAsync(Emulator, isBuilt: true, EngineMode.Auto, new FixedContainerProbe(false, "no container runtime answers"));

        decision.Text.ShouldBe("embedded: an emulator of Milvus as a local process, since no container runtime answers (Lab:Engines=auto)");
    }

    [Fact]
    public async Task Without_a_container_and_without_an_engine_a_system_is_not_available()
    {
        var decision = await ChooseAsync(Emulator, isBuilt: false, EngineMode.Auto, new FixedContainerProbe(false, "no container runtime answers"));

        decision.Text.ShouldBe("not available: no embedded engine 'milvus' was built with the AppHost, and no container runtime answers");
    }

    [Fact]
    public async Task Embedded_never_asks_for_containers()
    {
        var containers = new FixedContainerProbe(true, "the image is present");

        (await ChooseAsync(Emulator, isBuilt: true, EngineMode.Embedded, containers)).Runs.ShouldBe(EngineKind.Embedded);
        (await ChooseAsync(Emulator, isBuilt: false, EngineMode.Embedded, containers)).Runs.ShouldBe(EngineKind.Unavailable);
        containers.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Containers_leaves_even_real_servers_to_the_container_runtime() =>
        (await ChooseAsync(Real, isBuilt: true, EngineMode.Containers, new FixedContainerProbe(false, "none"))).Runs.ShouldBe(EngineKind.Container);

    private static Task<EngineDecision> ChooseAsync(EmbeddedEngine engine, bool isBuilt, EngineMode mode, FixedContainerProbe containers) =>
        EngineChooser.ChooseAsync(engine, isBuilt, mode, $"Lab:Engines={mode.ToString().ToLowerInvariant()}", "milvus:1", containers, TestContext.Current.CancellationToken);
}
