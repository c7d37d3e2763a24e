using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Logs;
using Lab.Hosting.Embedded.Running.Containers;
using Lab.Hosting.Embedded.Running.Launching;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Lab.Embedded.Tests.Running.Containers;

public sealed class ContainerRuntimeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Docker_comes_before_podman()
    {
        var runtime = Runtime(null, FakeCli.Answering("docker"), FakeCli.Answering("podman"));

        (await runtime.GetAsync(Token)).Program.ShouldBe("docker");
    }

    [Fact]
    public async Task Podman_is_taken_when_dockers_engine_does_not_answer_or_docker_is_missing()
    {
        (await Runtime(null, FakeCli.Answering("docker", exitCode: 1), FakeCli.Answering("podman")).GetAsync(Token)).Program.ShouldBe("podman");
        (await Runtime(null, FakeCli.Missing("docker"), FakeCli.Answering("podman")).GetAsync(Token)).Program.ShouldBe("podman");
    }

    [Fact]
    public async Task A_configured_runtime_is_the_only_one_asked()
    {
        var docker = FakeCli.Answering("docker");

        (await Runtime("podman", docker, FakeCli.Answering("podman")).GetAsync(Token)).Program.ShouldBe("podman");
        docker.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_runtime_the_message_says_what_to_install()
    {
        var error = await Should.ThrowAsync<LaunchException>(Runtime(null, FakeCli.Missing("docker"), FakeCli.Missing("podman")).GetAsync(Token));

        error.Message.ShouldBe("This resource is a container, and no container runtime answers: install and start Docker or Podman.");
    }

    [Fact]
    public async Task A_runtime_that_does_not_answer_in_time_is_told_from_one_that_is_not_installed()
    {
        var time = new FakeTimeProvider();
        var silent = new FakeCli("podman", async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return new ContainerCliResult(0, "", "");
        });
        var search = Runtime(null, time, FakeCli.Missing("docker"), silent).GetAsync(Token);

        time.Advance(TimeSpan.FromSeconds(10));

        (await Should.ThrowAsync<LaunchException>(search)).Message
            .ShouldBe("This resource is a container, and no container runtime answers (docker is not installed; podman did not answer within 10 s): install and start Docker or Podman.");
    }

    [Fact]
    public async Task An_image_that_is_there_is_not_pulled()
    {
        var cli = FakeCli.Answering("docker", output: "sha256:1");

        (await EnsureAsync(cli, ImagePullPolicy.Default)).ShouldBe("sha256:1");
        cli.Calls.ShouldBe(["image inspect --format {{.Id}} image:1"]);
    }

    [Fact]
    public async Task An_image_that_may_not_be_pulled_is_named_with_the_command_that_does()
    {
        var error = await Should.ThrowAsync<LaunchException>(EnsureAsync(FakeCli.Answering("docker", exitCode: 1), ImagePullPolicy.Never));

        error.Message.ShouldContain("'docker pull image:1'");
    }

    [Fact]
    public async Task A_pull_that_fails_gives_the_cause()
    {
        var error = await Should.ThrowAsync<LaunchException>(EnsureAsync(FakeCli.Answering("docker", exitCode: 1, error: "no such host"), ImagePullPolicy.Default));

        error.Message.ShouldBe("The image 'image:1' cannot be pulled: no such host");
    }

    private static Task<string> EnsureAsync(FakeCli cli, ImagePullPolicy policy) =>
        new ContainerImages(TimeProvider.System).EnsureAsync(cli, "image:1", policy, new ResourceLog("box", TimeProvider.System, sink: null), Token);

    private static ContainerRuntime Runtime(string? chosen, params FakeCli[] programs) => Runtime(chosen, TimeProvider.System, programs);

    private static ContainerRuntime Runtime(string? chosen, TimeProvider time, params FakeCli[] programs) => new(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ASPIRE_CONTAINER_RUNTIME"] = chosen }).Build(),
        name => programs.Single(p => p.Program == name),
        time);
}
