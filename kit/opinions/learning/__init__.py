"""The only door to scikit-learn: features of texts, a model of people's decisions, clusters."""
