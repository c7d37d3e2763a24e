using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Running.Containers;

namespace Lab.Embedded.Tests.Running.Containers;

public sealed class ContainerArgumentsTests
{
    private static readonly ContainerSpec Spec = new()
    {
        Name = "box-1",
        Image = "image:1",
        Network = "net",
        HostAddress = "10.0.0.1",
        Aliases = ["box"],
        Entrypoint = "/bin/start",
        Arguments = ["serve", "--fast"],
        Environment = new Dictionary<string, string> { ["KEY"] = "top secret", ["LINES"] = "a\nb" },
        Ports = [new ContainerPort(50000, 80, "tcp", IsRequested: false)],
        Mounts =
        [
            new ContainerMountAnnotation("data", "/data", ContainerMountType.Volume, isReadOnly: false),
            new ContainerMountAnnotation(null, "/anonymous", ContainerMountType.Volume, isReadOnly: false),
            new ContainerMountAnnotation("/here", "/there", ContainerMountType.BindMount, isReadOnly: true),
        ],
        RuntimeArguments = ["--memory", "1g"],
        Labels = new Dictionary<string, string> { ["lab.run"] = "r" },
    };

    [Fact]
    public void A_container_is_created_with_all_it_was_declared_with() =>
        ContainerArguments.Create(Spec, "/private/file").ShouldBe(
        [
            "create", "--name", "box-1", "--pull", "never", "--network", "net", "--network-alias", "box",
            "--add-host", "host.docker.internal:10.0.0.1", "--label", "lab.run=r", "--publish", "127.0.0.1:50000:80/tcp",
            "--mount", "type=volume,source=data,target=/data", "--mount", "type=volume,target=/anonymous",
            "--mount", "type=bind,source=/here,target=/there,readonly",
            "--env-file", "/private/file", "--env", "LINES", "--entrypoint", "/bin/start", "--memory", "1g", "image:1", "serve", "--fast",
        ]);

    [Fact]
    public void Values_of_variables_stand_in_a_file_or_in_the_environment_never_in_arguments()
    {
        ContainerArguments.EnvironmentFile(Spec).ShouldBe("KEY=top secret\n");
        ContainerArguments.OwnEnvironment(Spec).ShouldHaveSingleItem().ShouldBe(new("LINES", "a\nb"));
        ContainerArguments.Create(Spec, "/private/file").ShouldNotContain(a => a.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void The_digest_changes_with_the_configuration_but_not_with_a_port_that_nobody_asked_for()
    {
        var digest = Spec.Digest("id", "");

        (Spec with { Ports = [new ContainerPort(50001, 80, "tcp", IsRequested: false)] }).Digest("id", "").ShouldBe(digest);
        (Spec with { Ports = [new ContainerPort(50000, 80, "tcp", IsRequested: true)] }).Digest("id", "").ShouldNotBe(digest);
        (Spec with { Arguments = ["serve"] }).Digest("id", "").ShouldNotBe(digest);
        (Spec with { Environment = new Dictionary<string, string>() }).Digest("id", "").ShouldNotBe(digest);
        Spec.Digest("other", "").ShouldNotBe(digest);
        Spec.Digest("id", "files").ShouldNotBe(digest);
    }
}
