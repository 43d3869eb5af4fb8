using YamlDotNet.RepresentationModel;

namespace ScrapeGuard.Cli.Tests.Deploy;

/// <summary>What a file of deploy/ names in another, or in itself, is there.</summary>
public sealed class WiringTests
{
    [Test]
    public void Compose_FilesMounted_AreThere()
    {
        var folder = Path.Combine(DeployFolder.Root, "docker");
        var mounts = Services().SelectMany(service => service.Value.Items("volumes"))
            .Select(volume => ((YamlScalarNode)volume).Value!).Where(volume => volume.StartsWith('.')).ToList();
        mounts.Should().HaveCountGreaterThan(3);
        mounts.Select(mount => Path.GetFullPath(Path.Combine(folder, mount.Split(':')[0])))
            .Should().OnlyContain(path => Path.Exists(path));
    }

    [Test]
    public void Compose_VolumesAndServicesNamed_AreThere()
    {
        var services = Services().Select(service => service.Key).ToList();
        var waitedFor = Services().SelectMany(service =>
            service.Value.Pairs("depends_on").Select(pair => pair.Key)
                .Concat(service.Value.Items("depends_on").Select(item => ((YamlScalarNode)item).Value!)));
        waitedFor.Should().BeSubsetOf(services);
        var volumes = Compose().Pairs("volumes").Select(pair => pair.Key);
        var mounted = Services().SelectMany(service => service.Value.Items("volumes"))
            .Select(volume => ((YamlScalarNode)volume).Value!.Split(':')[0]).Where(name => char.IsAsciiLetter(name[0]));
        mounted.Should().BeEquivalentTo(volumes);
    }

    [Test]
    public void Compose_SecretsNamed_AreThoseThatAreDefinedAndNoPasswordStandsInTheFile()
    {
        var named = Services().SelectMany(service => service.Value.Items("secrets"))
            .Select(secret => ((YamlScalarNode)secret).Value).Distinct(StringComparer.Ordinal);
        named.Should().NotBeEmpty().And.BeEquivalentTo(Compose().Pairs("secrets").Select(pair => pair.Key));
        Compose().Pairs("secrets").Should().OnlyContain(secret => secret.Value.Text("file") != null);
        Services().SelectMany(service => service.Value.Pairs("environment"))
            .Select(variable => ((YamlScalarNode)variable.Value).Value)
            .Should().NotContain(value => value!.Contains("Password=", StringComparison.OrdinalIgnoreCase));
    }

    [Test]
    public void Compose_JobsOfPrometheus_AreServices()
    {
        var jobs = DeployFolder.Yaml(Path.Combine(DeployFolder.Root, "prometheus", "prometheus.yml"))[0]
            .Items("scrape_configs").ToList();
        var asked = jobs.SelectMany(job => job.Items("dns_sd_configs")).SelectMany(config => config.Items("names"))
            .Select(name => ((YamlScalarNode)name).Value);
        asked.Should().NotBeEmpty().And.BeSubsetOf(Services().Select(service => service.Key));
    }

    [Test]
    public void Compose_PortsOpened_AreOfThisMachineAlone() =>
        Services().SelectMany(service => service.Value.Items("ports")).Select(port => ((YamlScalarNode)port).Value!)
            .Should().NotBeEmpty().And.OnlyContain(port => port.StartsWith("127.0.0.1:", StringComparison.Ordinal));

    [Test]
    public void Kubernetes_ResourcesNamed_AreFilesAndEveryFileIsNamed()
    {
        var folder = Path.Combine(DeployFolder.Root, "kubernetes");
        var named = DeployFolder.Yaml(Path.Combine(folder, "kustomization.yaml"))[0].Items("resources")
            .Select(item => ((YamlScalarNode)item).Value!);
        var manifests = DeployFolder.Files("kubernetes", "*.yaml").Where(path => DeployFolder.Yaml(path)
            .All(document => document.Text("kind") is not (null or "Kustomization"))).Select(Path.GetFileName);
        named.Should().BeEquivalentTo(manifests);
    }

    [Test]
    public void Kubernetes_EveryPod_IsConfinedAndProbed()
    {
        var pods = Manifests().Where(document => document.At("spec", "template") is not null).ToList();
        pods.Should().NotBeEmpty();
        foreach (var pod in pods.Select(document => document.At("spec", "template", "spec")!))
        {
            pod.Text("securityContext", "runAsNonRoot").Should().Be("true");
            pod.Text("automountServiceAccountToken").Should().Be("false");
            foreach (var container in pod.Items("containers"))
            {
                container.Text("securityContext", "readOnlyRootFilesystem").Should().Be("true");
                container.Text("securityContext", "allowPrivilegeEscalation").Should().Be("false");
                container.Text("livenessProbe", "httpGet", "path").Should().Be("/health/live");
                container.Text("readinessProbe", "httpGet", "path").Should().Be("/health/ready");
                container.Text("resources", "limits", "memory").Should().NotBeNull();
                var volumes = pod.Items("volumes").Select(volume => volume.Text("name"));
                container.Items("volumeMounts").Select(mount => mount.Text("name")).Should().BeSubsetOf(volumes);
            }
        }
    }

    [Test]
    public void Kubernetes_EveryDeployment_HasABudgetAndAScaler()
    {
        var names = Manifests().Where(document => document.Text("kind") == "Deployment")
            .Select(document => document.Text("metadata", "name")).ToList();
        names.Should().NotBeEmpty();
        Manifests().Where(document => document.Text("kind") == "PodDisruptionBudget")
            .Select(document => document.Text("spec", "selector", "matchLabels", "app.kubernetes.io/name"))
            .Should().BeEquivalentTo(names);
        Manifests().Where(document => document.Text("kind") == "HorizontalPodAutoscaler")
            .Select(document => document.Text("spec", "scaleTargetRef", "name")).Should().BeSubsetOf(names);
    }

    [Test]
    public void Kubernetes_EveryService_LeadsToAPortOfADeployment()
    {
        var services = Manifests().Where(document => document.Text("kind") == "Service").ToList();
        services.Should().NotBeEmpty();
        foreach (var service in services)
        {
            var pod = Manifests().Single(document => document.Text("kind") == "Deployment"
                && document.Text("metadata", "name") == service.Text("spec", "selector", "app.kubernetes.io/name"));
            pod.Items("spec", "template", "spec", "containers").SelectMany(container => container.Items("ports"))
                .Select(port => port.Text("name"))
                .Should().Contain(service.Items("spec", "ports").Select(port => port.Text("targetPort")));
        }
    }

    [Test]
    public void Kubernetes_MetricOfTheScaler_IsWhatTheAdapterServesAndTheProgramExports()
    {
        var adapter = DeployFolder.Yaml(Path.Combine(DeployFolder.Root, "kubernetes", "prometheus-adapter.yaml"))[0];
        var rules = adapter.Items("rules", "external").ToList();
        var asked = Manifests().SelectMany(document => document.Items("spec", "metrics"))
            .Select(metric => metric.Text("external", "metric", "name"));
        asked.Should().BeEquivalentTo(rules.Select(rule => rule.Text("name", "as")));
        var metrics = new MetricRules(ExportedMetrics.Collect(), PrometheusRulesTests.Recorded());
        rules.SelectMany(rule => metrics.Offences(rule.Text("metricsQuery")!)).Should().BeEmpty();
    }

    [Test]
    public void Collector_Pipelines_UseWhatIsDefinedAndAllOfIt()
    {
        var collector = DeployFolder.Yaml(Path.Combine(DeployFolder.Root, "otel", "collector.yml"))[0];
        var pipelines = collector.Pairs("service", "pipelines").Select(pair => pair.Value).ToList();
        foreach (var kind in (string[])["receivers", "processors", "exporters"])
        {
            pipelines.SelectMany(pipeline => pipeline.Items(kind)).Select(item => ((YamlScalarNode)item).Value!)
                .Distinct(StringComparer.Ordinal)
                .Should().BeEquivalentTo(collector.Pairs(kind).Select(pair => pair.Key), kind);
        }

        collector.Items("service", "extensions").Select(item => ((YamlScalarNode)item).Value!)
            .Should().BeEquivalentTo(collector.Pairs("extensions").Select(pair => pair.Key));
        pipelines.Should().OnlyContain(p => ((YamlScalarNode)p.Items("processors").First()).Value == "memory_limiter");
    }

    private static YamlNode Compose() => DeployFolder.Yaml(Path.Combine(DeployFolder.Root, DeploySettings.Compose))[0];

    private static IEnumerable<(string Key, YamlNode Value)> Services() => Compose().Pairs("services");

    private static IEnumerable<YamlNode> Manifests() =>
        DeployFolder.Files("kubernetes", "*.yaml").SelectMany(DeployFolder.Yaml)
            .Where(document => document.Text("kind") is not null);
}
