using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Integrations;
using Lab.Model;
using Lab.Model.Profiles;

namespace Lab.Integrations.Tests;

public sealed class DeclarationTests
{
    [Fact]
    public void A_broken_lab_json_is_refused_with_its_place()
    {
        var path = Path.Combine(Path.GetTempPath(), $"lab-{Guid.NewGuid():n}.json");
        File.WriteAllText(path, "{}");
        try
        {
            var error = Should.Throw<LabFileException>(() => TestApplication.Run(("Lab:File", path)).LoadLab());

            error.Message.ShouldStartWith($"{path}:1: $.name: is missing");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Images_come_from_lab_json()
    {
        var system = TestApplication.Lab.GetSystem("milvus");

        var server = TestApplication.Publish().AddMilvus("milvus").WithImageOf(system);

        Image(server).ShouldBe(system.Image.ToString());
    }

    [Fact]
    public void A_GPU_is_chosen_by_configuration()
    {
        var system = TestApplication.Lab.GetSystem("milvus");

        var server = TestApplication.Publish(("Lab:milvus:Gpu", "true")).AddMilvus("milvus").WithImageOf(system);

        Image(server).ShouldBe(system.GpuImage!.ToString());
    }

    [Fact]
    public void A_GPU_for_a_system_without_such_an_image_is_refused() =>
        Should.Throw<DistributedApplicationException>(() => TestApplication.Publish(("Lab:chroma:Gpu", "true")).AddChroma("chroma").WithImageOf(TestApplication.Lab.GetSystem("chroma")))
            .Message.ShouldBe("Lab:chroma:Gpu is true, but lab.json declares no 'gpuImage' for chroma.");

    [Fact]
    public async Task The_manifest_sets_PostgreSQL_as_its_declared_resources_ask()
    {
        var app = TestApplication.Publish();
        var system = TestApplication.Lab.GetSystem("proj-pg01");

        var server = app.AddPostgres("pg").WithLabSettings(TestApplication.Lab, system);
        var arguments = await TestApplication.ArgumentsAsync(server.Resource, app.ExecutionContext);

        arguments.Where(a => a != "-c").ShouldBe(PostgreSqlProfile.For(TestApplication.Lab, system).Select(s => $"{s.Name}={s.Text}"));
        arguments.ShouldContain("shared_buffers=12288MB");
        arguments.ShouldAllBe(a => !a.Contains('{'));
    }

    [Fact]
    public async Task A_local_run_sets_PostgreSQL_for_this_machine()
    {
        var app = TestApplication.Run();
        var system = TestApplication.Lab.GetSystem("proj-pg01");

        var server = app.AddPostgres("pg").WithLabSettings(TestApplication.Lab, system);
        var arguments = await TestApplication.ArgumentsAsync(server.Resource, app.ExecutionContext);

        var share = MachineResources.Current().ShareOf(TestApplication.Lab, system);
        arguments.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"max_parallel_workers={share.Cores}"));
    }

    [Fact]
    public async Task Dragonfly_takes_its_limits_and_password_from_the_environment()
    {
        var app = TestApplication.Publish();
        var system = TestApplication.Lab.GetSystem("dragonfly");

        var server = app.AddDragonfly("dragonfly").WithDataVolume("data").WithLabSettings(TestApplication.Lab, system);
        var environment = await TestApplication.EnvironmentAsync(server.Resource, app.ExecutionContext);

        environment.Manifest("DFLY_requirepass").ShouldBe("{dragonfly-password.value}");
        environment.Manifest("DFLY_maxmemory").ShouldBe("3686mb");
        environment.Manifest("DFLY_dir").ShouldBe("/data");
        server.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ShouldBeEmpty();
    }

    private static string Image<T>(IResourceBuilder<T> server)
        where T : IResource => server.Resource.TryGetContainerImageName(out var image) ? image : "";
}
