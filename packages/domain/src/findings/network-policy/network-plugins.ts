/** Names of DaemonSets that network plugins are installed with, and whether the plugin enforces NetworkPolicies by itself. */
export const NETWORK_PLUGINS: Readonly<Record<string, boolean>> = {
  'antrea-agent': true,
  'aws-node': false,
  'azure-npm': true,
  'calico-node': true,
  canal: true,
  cilium: true,
  kindnet: true,
  'kube-flannel': false,
  'kube-flannel-ds': false,
  'kube-router': true,
  'ovnkube-node': true,
  'weave-net': true,
}
